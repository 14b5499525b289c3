// error: no dynamic member 'stauts'
import TMForum

let query = Query<PartyInteraction>().filter { $0.stauts.equals("open") }
