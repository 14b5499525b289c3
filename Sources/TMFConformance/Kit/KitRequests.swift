import TMFExchange
import TMFJSON
import TMFModels

/// The requests of a kit, in the form of the published kits.
struct KitRequests {
    let script: ScriptedResource
    /// The name used in descriptions.
    private let title: String
    /// The URL of the collection.
    private let url: String

    init(_ resource: ResourceDescription, label: String? = nil, baseVariable: String? = nil, suffix: String? = nil) {
        script = ScriptedResource(resource, label: label, baseVariable: baseVariable, suffix: suffix)
        title = resource.typeName
        url = "{{\(script.baseVariable)}}" + PercentEncoding.encoded(resource.name)
    }

    private func reference(_ attribute: String, _ number: Int) -> String { "{{\(script.variable(attribute, number))}}" }

    func create(_ body: String, _ number: Int) -> ConformanceKit.Step {
        let article = number == 1 ? "a" : "another"
        return .init(
            folder: "N1", name: script.label, method: .post, url: url,
            description: "This operation creates \(article) \(title)", body: body, script: .created(number))
    }

    var list: ConformanceKit.Step {
        .init(
            folder: "N1", name: script.label, method: .get, url: url,
            description: "This operation search for the created \(title)", script: .list)
    }

    func read(_ number: Int) -> ConformanceKit.Step {
        let which = number == 1 ? "one" : "the other one"
        let id = "/" + reference("id", number)
        return .init(
            folder: "N1", name: script.label + id, method: .get, url: url + id,
            description: "This operation search for \(which) of the created \(title)",
            script: .found(number))
    }

    func select(_ attribute: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        search("?fields=\(attribute)", script)
    }

    func filter(_ attribute: String, _ number: Int) -> ConformanceKit.Step {
        search("?\(attribute)=\(reference(attribute, number))", .found(number))
    }

    /// The selection of each compared attribute, and the filters by its values in both resources.
    var selectsAndFilters: [ConformanceKit.Step] {
        script.compared.flatMap { [select($0, .nothing), filter($0, 1), filter($0, 2)] }
    }

    private func search(_ query: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        .init(
            folder: "N2", name: self.script.label + query, method: .get, url: url + query,
            description: "This operation filter a \(title)", script: script)
    }

    func change(_ attribute: String, _ body: String, statuses: [Int]) -> ConformanceKit.Step {
        .init(
            folder: "N2", name: script.label, method: .patch, url: url + "/" + reference("id", 1),
            description: "This operation creates a \(title)", body: body,
            script: .changed(attribute, statuses: statuses))
    }

    func readMissing(_ id: String) -> ConformanceKit.Step {
        .init(
            folder: "E1", name: script.label + "/404ID", method: .get, url: "\(url)/\(id)",
            description: "This operation search for one of the created \(title)",
            script: .status(404))
    }
}
