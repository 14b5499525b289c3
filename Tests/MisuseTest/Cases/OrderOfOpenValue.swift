// error: conform to 'OrderedValue'
import TMForum

let query = Query<PartyInteraction>().filter { $0.status.isGreater(than: .open) }
