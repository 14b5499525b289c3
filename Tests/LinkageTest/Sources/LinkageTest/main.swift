import TMFExchange
import TMFJSON

// A program that imports TMFJSON and TMFExchange alone; `run` looks at what it is linked with.
print(try JSONValue(parsing: #"{"linked": [true]}"#))
print(LinkHeader(#"<https://example.com/>; rel="next""#))
