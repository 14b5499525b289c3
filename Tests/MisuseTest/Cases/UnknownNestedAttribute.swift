// error: no dynamic member 'rôle'
import TMForum

let query = Query<PartyInteraction>().filter { $0.relatedParty.rôle.equals("user") }
