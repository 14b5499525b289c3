#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// The time of day.
package enum WallClock {
    /// The number of seconds since 1970.
    package static var seconds: UInt64 { UInt64(max(time(nil), 0)) }
}

extension Duration {
    /// The number of complete seconds, from 0 to 2^40.
    var clampedSeconds: UInt64 { UInt64(min(max(self, .zero), .seconds(1 << 40)).components.seconds) }
}
