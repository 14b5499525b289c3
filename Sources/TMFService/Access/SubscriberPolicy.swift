/// A policy that can decide about the owner of a subscription at any time, because it needs only the identity of a client.
///
/// ``APIService/reviewSubscriptions()`` asks such a policy again about every subscription, with a request that has the
/// identity of the owner, the path of the hub, and no header fields. A policy that decides by a token, which only real
/// requests have, must not conform.
public protocol SubscriberPolicy: AccessPolicy {}
