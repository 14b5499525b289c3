// error: no dynamic member 'engagedParty'
import TMForum

let query = Query<PartyInteraction>().filter { $0.engagedParty.exists }
