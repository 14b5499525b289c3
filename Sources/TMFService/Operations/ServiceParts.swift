import TMFEvents
import TMFStore

/// The parts of a service that its operations use.
struct ServiceParts: Sendable {
    let store: any ResourceStore
    let hub: EventHub?
    let references: ReferencePolicy?
    let configuration: ServiceConfiguration
    let environment: ServiceEnvironment
}
