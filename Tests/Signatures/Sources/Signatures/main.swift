import TMFEvents
import TMFExchange
import TMFModels

// Signs or verifies the messages in the lines of the standard input, for `check.py`. The fields of a line are separated
// by tabs:
//
//     sign    SECRETS  ID  SECONDS  BODY              is answered with the signatures
//     verify  SECRETS  ID  SECONDS  BODY  SIGNATURES  is answered with `accepted` or the reason of the refusal
//
// The current time of a line is that of its message.
while let line = readLine() {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 5, let seconds = Int64(fields[3]) else { fatalError("not a message: \(line)") }
    let secrets = try fields[1].split(separator: " ").map { try WebhookSecret(String($0)) }
    let time = Timestamp(secondsSince1970: seconds)
    let body = Array(fields[4].utf8)
    switch fields[0] {
    case "sign":
        let headers = try StandardWebhooks.sign(id: fields[2], at: time, body: body, with: secrets)
        print(headers[.webhookSignature] ?? "")
    case "verify" where fields.count == 6:
        let headers: APIHeaders = [
            .webhookID: fields[2], .webhookTimestamp: fields[3], .webhookSignature: fields[5],
        ]
        do throws(WebhookError) {
            try StandardWebhooks.verify(headers, body: body, with: secrets, at: time)
            print("accepted")
        } catch {
            print(error)
        }
    default:
        fatalError("unknown command: \(line)")
    }
}
