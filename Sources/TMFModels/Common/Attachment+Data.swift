#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Attachment {
    /// The bytes of the content, or `nil` if there is no content or it is not Base64.
    ///
    /// White space in the content is passed over. Setting bytes encodes them, without line breaks.
    public var contentData: Data? {
        get { content.flatMap(Data.init(contentOf:)) }
        set { content = newValue?.base64EncodedString() }
    }
}

extension AttachmentRefOrValue {
    /// The bytes of the content, or `nil` if there is no content or it is not Base64.
    ///
    /// White space in the content is passed over. Setting bytes encodes them, without line breaks.
    public var contentData: Data? {
        get { content.flatMap(Data.init(contentOf:)) }
        set { content = newValue?.base64EncodedString() }
    }
}

extension Data {
    /// Decodes the content of an attachment.
    fileprivate init?(contentOf text: String) {
        self.init(base64Encoded: Data(text.utf8.filter { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }))
    }
}
