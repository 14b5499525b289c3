import ContactCenter
import TMFTesting
import Testing

@Suite("The contact center")
struct ContactCenterTests {
    private let service = makeService()

    @Test("It passes the certification kit for interactions")
    func interactions() async {
        await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
    }

    @Test("It passes the certification kit for customers")
    func customers() async {
        await expectConformance(of: { await service.respond(to: $0) }, to: .customerV4)
    }
}
