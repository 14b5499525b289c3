// error: conform to 'ScalarValue'
import TMForum

let query = Query<PartyInteraction>().filter { $0.interactionDate.equals(TimePeriod()) }
