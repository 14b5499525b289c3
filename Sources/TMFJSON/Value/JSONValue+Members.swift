extension JSONValue {
    /// The value of the member with a name, or `nil` if there is no such member or the value is not an object.
    ///
    /// Setting a value keeps the member's place, or adds the member at the end; setting `nil` removes it. The change is made
    /// in place, at any depth, and copies nothing else:
    ///
    /// ```swift
    /// interaction["status"] = "completed"
    /// interaction["interactionDate"]?["endDateTime"] = "2026-11-21T09:30:00Z"
    /// interaction["description"] = nil
    /// ```
    ///
    /// A value that is not an object has no members: setting one leaves the value as it is.
    ///
    /// - Parameter name: The name.
    public subscript(name: String) -> JSONValue? {
        get { objectValue?[name] }
        _modify {
            guard case .object(var object) = self else {
                var absent: JSONValue?
                yield &absent
                return
            }
            self = .null
            defer { self = .object(object) }
            yield &object[name]
        }
    }

    /// The element at a position, or `nil` if there is no such element or the value is not an array.
    ///
    /// Setting a value replaces the element, or appends one at the position after the last. Setting `nil` removes the element,
    /// and later ones move up. The change is made in place. At any other position, and if the value is not an array, setting
    /// leaves the value as it is.
    ///
    /// - Parameter position: The position, from 0.
    public subscript(position: Int) -> JSONValue? {
        get {
            guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
            return elements[position]
        }
        _modify {
            guard case .array(var elements) = self, 0...elements.count ~= position else {
                var absent: JSONValue?
                yield &absent
                return
            }
            self = .null
            defer { self = .array(elements) }
            var element: JSONValue?
            if position < elements.count { element = elements[position].takeValue() }
            defer { elements.put(element, at: position) }
            yield &element
        }
    }

    /// The value at a pointer, or `nil` if the pointer leads nowhere.
    ///
    /// Setting a value does what a ``JSONPatch`` does: it replaces a value that is there, and adds a member or, with `-` or the
    /// position after the last, an element. Setting `nil` removes a member or an element. The change is made in place. Where a
    /// patch would fail, since the container of the place does not exist or is a scalar, setting leaves the value as it is. The
    /// empty pointer leads to the value itself, which `nil` turns into `null`.
    ///
    /// ```swift
    /// interaction[at: "/relatedParty/0/role"] = "user"
    /// interaction[at: "/note/-"] = ["text": "Solved on the phone"]
    /// ```
    ///
    /// - Parameter pointer: The place.
    public subscript(at pointer: JSONPointer) -> JSONValue? {
        get { pointer.value(in: self) }
        _modify {
            var detached = DetachedValue(at: pointer, of: &self)
            defer { self = detached.reattached() }
            yield &detached.value
        }
    }
}

extension JSONValue {
    /// Moves the value out and leaves a `null`.
    mutating func takeValue() -> JSONValue {
        var value = JSONValue.null
        swap(&self, &value)
        return value
    }
}

extension [JSONValue] {
    /// Replaces, appends or removes the element at a position, which must not be beyond the end.
    mutating func put(_ element: JSONValue?, at position: Int) {
        if let element {
            if position < count { self[position] = element } else { append(element) }
        } else if position < count {
            remove(at: position)
        }
    }
}
