import TMFExchange
import TMFJSON
import TMFModels

/// The requests of a kit, as the published kits have them.
struct KitRequests {
    let script: ScriptedResource
    /// The name that descriptions use.
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
            "N1", script.label, .post, url, "This operation creates \(article) \(title)", body: body, .created(number))
    }

    var list: ConformanceKit.Step {
        .init("N1", script.label, .get, url, "This operation search for the created \(title)", .list)
    }

    func read(_ number: Int) -> ConformanceKit.Step {
        let which = number == 1 ? "one" : "the other one"
        let id = "/" + reference("id", number)
        return .init(
            "N1", script.label + id, .get, url + id, "This operation search for \(which) of the created \(title)",
            .found(number))
    }

    func select(_ attribute: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        search("?fields=\(attribute)", script)
    }

    func filter(_ attribute: String, _ number: Int) -> ConformanceKit.Step {
        search("?\(attribute)=\(reference(attribute, number))", .found(number))
    }

    /// For each attribute that is compared, its selection and filters by its values in both resources.
    var selectsAndFilters: [ConformanceKit.Step] {
        script.compared.flatMap { [select($0, .nothing), filter($0, 1), filter($0, 2)] }
    }

    private func search(_ query: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        .init("N2", self.script.label + query, .get, url + query, "This operation filter a \(title)", script)
    }

    func change(_ attribute: String, _ body: String, statuses: [Int]) -> ConformanceKit.Step {
        .init(
            "N2", script.label, .patch, url + "/" + reference("id", 1), "This operation creates a \(title)", body: body,
            .changed(attribute, statuses: statuses))
    }

    func readMissing(_ id: String) -> ConformanceKit.Step {
        .init(
            "E1", script.label + "/404ID", .get, "\(url)/\(id)",
            "This operation search for one of the created \(title)",
            .status(404))
    }
}
