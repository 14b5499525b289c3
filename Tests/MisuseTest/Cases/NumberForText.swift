// error: 'Int'
import TMForum

let query = Query<PartyInteraction>().filter { $0.reason.equals(3 as Int) }
