// error: cannot convert value of type 'String' to expected argument type
import TMForum

let query = Query<PartyInteraction>().filter { $0.creationDate.isGreater(than: "2026-01-01" as String) }
