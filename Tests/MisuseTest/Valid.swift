import TMForum

let query = Query<PartyInteraction>().filter { $0.status == .open && $0.relatedParty.id == "42" }
