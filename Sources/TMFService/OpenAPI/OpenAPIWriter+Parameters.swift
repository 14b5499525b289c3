import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery

extension OpenAPIWriter {
    /// Returns the parameters of an operation: first those of its query, then its header fields.
    mutating func parameters(
        of operation: ServiceOperation, _ method: APIMethod, _ subject: OpenAPISubject
    ) -> [JSONValue] {
        var parameters: [JSONValue] = []
        var names: Set<String> = []
        func add(_ name: String, _ place: String, _ component: String, _ parameter: JSONObject) {
            guard names.insert(name).inserted else { return }
            let parameter = JSONObject(
                [.init(name: "name", value: .string(name)), .init(name: "in", value: .string(place))]
                    + parameter.members)
            parameters.append(
                .object(components.reference(.parameters, component, qualifier: subject.qualifier, to: parameter)))
        }

        if operation != .delete, operation != .describe {
            // The service removes these before it reads the query.
            for name in configuration.ignoredParameters.sorted() { add(name, "query", name, Self.ignored) }
            add("fields", "query", "fields", Self.fields)
        }
        if operation == .list {
            for (name, parameter) in paging { add(name, "query", name, parameter) }
            let paths = FilterPath.all(of: subject.description.model).filter { !$0.isReserved }
            for path in Self.lookups(of: subject.description, paths) {
                add(path.name, "query", path.name, Self.filter(on: path))
            }
            let others = paths.filter { $0.isLeaf && !names.contains($0.name) }
            add("attributes", "query", subject.label + "Attributes", filters(on: others, among: paths))
        }
        for (name, parameter) in headers(of: operation, method) { add(name.text, "header", name.text, parameter) }
        return parameters
    }

    // MARK: - Query

    static let ignored: JSONObject = [
        "description": "Passed over.", "allowEmptyValue": true, "schema": ["type": "string"],
    ]

    private static let fields: JSONObject = [
        "description": """
        The attributes to return, as paths of names or JSON paths, separated by commas; `none` for no attributes. \
        `id`, `href` and `@type` are always returned.
        """,
        "allowEmptyValue": true,
        "schema": ["type": "string", "format": "tmf630-fields", "examples": ["none"]],
    ]

    private var paging: [(String, JSONObject)] {
        let (size, most) = (max(limits.defaultPageSize, 0), max(limits.maximumPageSize, 0))
        let number: JSONValue = ["type": "integer", "minimum": 0, "maximum": .number(JSONNumber(Int(Int32.max)))]
        return [
            (
                "sort",
                [
                    "description": """
                    The attributes to sort by, separated by commas; `-` before an attribute means descending order. \
                    Resources without the attribute come last.
                    """,
                    "allowEmptyValue": true, "schema": ["type": "string", "format": "tmf630-sort"],
                ]
            ),
            (
                "filter",
                [
                    "description": """
                    A JSON path (TMF630 part 6). A resource matches if the path selects something in it, \
                    as in `note[?(@.author=='Ann')]`.
                    """,
                    "allowEmptyValue": true, "schema": ["type": "string", "format": "tmf630-filter"],
                ]
            ),
            (
                "offset",
                [
                    "description": "The number of matching resources to skip.", "allowEmptyValue": true,
                    "schema": number,
                ]
            ),
            (
                "limit",
                [
                    "description": .string(
                        "The number of resources on the page, at most \(most); by default, \(min(size, most))."),
                    "allowEmptyValue": true, "schema": number,
                ]
            ),
            (
                "cursor",
                [
                    "description": """
                    Empty for the first page, to read all pages as of that moment; the links in the response contain the \
                    cursor for the other pages.
                    """,
                    "allowEmptyValue": true, "schema": ["type": "string"],
                ]
            ),
        ]
    }

    /// Returns the attributes by which clients usually filter resources of a type.
    private static func lookups(of description: ResourceDescription, _ paths: [FilterPath]) -> [FilterPath] {
        let names = ["id"] + (description.lookups + description.orders).map(\.description)
        return names.compactMap { name in paths.first { $0.name == name } }
    }

    private static func filter(on path: FilterPath) -> JSONObject {
        var parameter: JSONObject = [
            "description": .string("The value of \(path.name), or several values separated by commas.")
        ]
        // The empty text is a valid string, but not a valid date.
        if path.type != .dateTime { parameter["allowEmptyValue"] = true }
        parameter["schema"] = path.schema
        return parameter
    }

    /// Returns the conditions on any attribute: a parameter for each, whose name is a path with or without an operator.
    private func filters(on paths: [FilterPath], among all: [FilterPath]) -> JSONObject {
        let isStrict = configuration.handlesQueriesStrictly
        let operators = (isStrict ? QueryOperator.standard : QueryOperator.allCases).map(\.rawValue)
        var properties = JSONObject()
        for path in paths { properties[path.name] = path.schema }
        var schema: JSONObject = [
            "type": "object", "properties": .object(properties),
            "maxProperties": .number(JSONNumber(max(limits.query.terms, 0))),
        ]
        if isStrict {
            let names = all.map { $0.pattern }.joined(separator: "|")
            let pattern = "^(\(names))(\\.(\(operators.joined(separator: "|"))))?$"
            schema["patternProperties"] = .object([pattern: ["type": "string"]])
            schema["additionalProperties"] = false
        } else {
            schema["additionalProperties"] = ["type": "string"]
        }
        let unknown =
            isStrict
            ? "Other attributes are refused."
            : "An attribute that the model does not have matches nothing, and `Warning` names it."
        return [
            "description": .string(
                """
                Conditions: parameters whose names are paths to attributes, such as `relatedParty.id`. An operator may \
                follow the path, as in `creationDate.gt=2026-01-01`: \(operators.joined(separator: ", ")). Conditions are \
                combined with AND; values separated by commas, and repeated names, with OR. \(unknown)
                """),
            "style": "form", "explode": true, "schema": .object(schema),
        ]
    }

    // MARK: - Header fields

    private func headers(of operation: ServiceOperation, _ method: APIMethod) -> [(APIHeaders.Name, JSONObject)] {
        switch operation {
        case .list: method == .get ? [(.range, Self.range), (.prefer, prefer)] : [(.prefer, prefer)]
        case .read: [(.ifNoneMatch, Self.ifNoneMatch), (.ifMatch, ifMatch(isRequired: false)), (.prefer, prefer)]
        case .create: [(.idempotencyKey, idempotencyKey), (.prefer, prefer)]
        case .patch: [(.ifMatch, ifMatch(isRequired: configuration.requiresIfMatch)), (.prefer, prefer)]
        case .delete: [(.ifMatch, ifMatch(isRequired: configuration.requiresIfMatch))]
        case .bulk: [(.prefer, prefer)]
        case .describe, .subscribe: []
        }
    }

    private static let range: JSONObject = [
        "description": """
        The positions of the resources to return, from 0 and inclusive: `items=0-19`, `items=20-` or `items=-5`. \
        `offset` and `limit` take precedence, and ranges in other units are ignored.
        """,
        "schema": ["type": "string", "examples": ["items=0-19"]],
    ]

    private var prefer: JSONObject {
        let bodies = configuration.unknownAttributes == .kept ? "queries and bodies" : "queries"
        return [
            "description": .string(
                """
                `handling=strict` refuses attributes that the model does not know; `handling=lenient` accepts them in \
                \(bodies). Other preferences are ignored.
                """),
            "schema": ["type": "string", "examples": ["handling=lenient"]],
        ]
    }

    private static let tags: JSONValue = [
        "type": "string",
        "anyOf": [["const": "*"], ["pattern": "^(W/)?\"[^\"]*\"(, *(W/)?\"[^\"]*\")*$"]],
        "examples": ["\"1\""],
    ]

    private func ifMatch(isRequired: Bool) -> JSONObject {
        var parameter: JSONObject = [
            "description": "The entity tags of which the resource must have one, or `*` for any.", "schema": Self.tags,
        ]
        if isRequired { parameter["required"] = true }
        return parameter
    }

    private static let ifNoneMatch: JSONObject = [
        "description": "The entity tags of the states that the client has, or `*`; the response to one of them is 304.",
        "schema": tags,
    ]

    private var idempotencyKey: JSONObject {
        [
            "description": .string(
                """
                A key of the client's choice. For \(Self.seconds(configuration.idempotencyLifetime)) seconds, the same \
                request with the same key does not create another resource.
                """),
            "schema": [
                "type": "string", "minLength": 1, "maxLength": .number(JSONNumber(IdempotencyRecord.longest)),
                "pattern": "[^ \\t]", "not": ["const": "\"\""],
            ],
        ]
    }
}
