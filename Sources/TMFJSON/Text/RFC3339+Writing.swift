extension RFC3339 {
    /// 0000-01-01T00:00:00Z in seconds.
    package static let earliest: Int64 = -62_167_219_200
    /// 9999-12-31T23:59:59Z in seconds.
    package static let latest: Int64 = 253_402_300_799

    /// The number of bytes that ``write(_:to:)`` may touch.
    static let room = 40

    /// Returns the text of an instant.
    package static func text(_ instant: Instant) -> String {
        unsafe String(unsafeUninitializedCapacity: room) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe write(instant, to: UnsafeMutableRawPointer(start))
        }
    }

    /// Writes the text of an instant to memory of ``room`` bytes, and returns the length of the text.
    ///
    /// The instant must have been parsed, or be in UTC between ``earliest`` and ``latest``.
    static func write(_ instant: Instant, to target: UnsafeMutableRawPointer) -> Int {
        let isLeap = instant.style.contains(.leapSecond)
        let local = instant.seconds &+ Int64(instant.offset) &* 60 &- (isLeap ? 1 : 0)
        let seconds = UInt64(clamping: local &+ Int64(daysBefore1970) &* 86_400)
        let (year, month, day) = civil(UInt32(truncatingIfNeeded: seconds / 86_400))
        let time = seconds % 86_400
        let yearAndMonth = pair(year / 100 % 100) | pair(year % 100) << 16 | pair(month) << 40 | 0x2D00_002D_0000_0000
        unsafe target.storeBytes(of: yearAndMonth.littleEndian, as: UInt64.self)
        if instant.isDateOnly {
            unsafe target.storeBytes(
                of: UInt16(truncatingIfNeeded: pair(day)).littleEndian, toByteOffset: 8, as: UInt16.self)
            return 10
        }
        let letter = instant.style.contains(.lowercaseT) ? UInt8(ascii: "t") : UInt8(ascii: "T")
        let dayToMinute =
            pair(day) | UInt64(letter) << 16 | pair(time / 3_600) << 24 | UInt64(UInt8(ascii: ":")) << 40
            | pair(time / 60 % 60) << 48
        unsafe target.storeBytes(of: dayToMinute.littleEndian, toByteOffset: 8, as: UInt64.self)
        let second = UInt64(UInt8(ascii: ":")) | pair(time % 60 &+ (isLeap ? 1 : 0)) << 8
        unsafe target.storeBytes(of: UInt32(truncatingIfNeeded: second).littleEndian, toByteOffset: 16, as: UInt32.self)
        let zone = unsafe writeFraction(of: instant, to: target + 19)
        return unsafe 19 + zone + writeZone(of: instant, to: target + 19 + zone)
    }

    private static func writeFraction(of instant: Instant, to target: UnsafeMutableRawPointer) -> Int {
        guard instant.fractionDigits > 0 else { return 0 }
        unsafe target.storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
        let count = Int(min(instant.fractionDigits, mostDigits))
        var rest = UInt32(clamping: instant.nanoseconds)
        for place in (0..<Int(mostDigits)).reversed() {
            if place < count {
                unsafe target.storeBytes(
                    of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: 1 + place, as: UInt8.self)
            }
            rest /= 10
        }
        return 1 + count
    }

    private static func writeZone(of instant: Instant, to target: UnsafeMutableRawPointer) -> Int {
        if instant.style.contains(.zulu) {
            let letter = instant.style.contains(.lowercaseZ) ? UInt8(ascii: "z") : UInt8(ascii: "Z")
            unsafe target.storeBytes(of: letter, as: UInt8.self)
            return 1
        }
        let isWest = instant.offset < 0 || instant.style.contains(.negativeZero)
        let minutes = UInt64(instant.offset.magnitude)
        let word =
            UInt64(isWest ? UInt8(ascii: "-") : UInt8(ascii: "+")) | pair(minutes / 60) << 8
            | UInt64(UInt8(ascii: ":")) << 24 | pair(minutes % 60) << 32
        unsafe target.storeBytes(of: word.littleEndian, as: UInt64.self)
        return 6
    }

    /// Returns the two digits of a value below 100, the first one lowest.
    @inline(__always)
    private static func pair(_ value: UInt64) -> UInt64 {
        let tens = (value &* 103) >> 10
        return (tens | (value &- tens &* 10) << 8) &+ 0x3030
    }

    /// Returns the date that is a number of days after the first of March of the year -400.
    ///
    /// The algorithm is that of Neri and Schneider, "Euclidean affine functions and their application to calendar
    /// algorithms", which uses three multiplications instead of divisions.
    private static func civil(_ days: UInt32) -> (year: UInt64, month: UInt64, day: UInt64) {
        let (century, quarters) = (4 &* days &+ 3).quotientAndRemainder(dividingBy: 146_097)
        let product = 2_939_745 &* UInt64(quarters | 3)
        let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
        let month = 2_141 &* dayOfYear &+ 197_913
        let isNextYear = dayOfYear >= 306
        let year = UInt64(100 &* century) &+ product >> 32 &+ (isNextYear ? 1 : 0)
        // The years from -400 to -1 cannot be written.
        return (
            max(year, 400) &- 400, UInt64(month >> 16) &- (isNextYear ? 12 : 0),
            UInt64((month & 0xFFFF) / 2_141) &+ 1
        )
    }
}
