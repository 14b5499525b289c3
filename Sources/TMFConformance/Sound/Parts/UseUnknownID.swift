import TMFExchange
import TMFJSON
import TMFModels

/// Reads a resource that does not exist, and tries to change and remove it.
struct UseUnknownID: SoundPart {
    func run(in world: inout SoundWorld) async {
        let id = world.session.unknownID
        let path = world.session.path(of: id)
        guard let response = await world.session.send(.get, path, name: "GET of an unknown id") else { return }
        guard world.expectStatus(ErrorRules.notFound, response, isOneOf: [404]) else {
            world.session.note(
                "PATCH and DELETE of an unknown id were not tested, because GET of it did not return 404.")
            return
        }
        world.judgeError(response)
        guard !world.isReadOnly else { return }
        world.session.own.invented.insert(id)
        let change = JSONValue.object(world.resource.unknownChange(world.session.marker)).serialized()
        let attempts: [(APIMethod, APIHeaders, [UInt8])] = [(.patch, SoundWorld.json, change), (.delete, [:], [])]
        for (method, headers, body) in attempts {
            guard
                let response = await world.session.send(
                    method, path, headers: headers, body: body, name: "\(method) of an unknown id")
            else { continue }
            if [405, 501].contains(response.status), !world.resource.description.mandatoryMethods.contains(method) {
                world.session.note(
                    "The server does not support \(method) (\(response.status)), which the conformance profile "
                        + "does not require.")
                continue
            }
            if world.expectStatus(ErrorRules.notFound, response, isOneOf: [404]) { world.judgeError(response) }
        }
    }
}
