import TMFJSON

// A program that imports TMFJSON alone; `run` looks at what it is linked with.
print(try JSONValue(parsing: #"{"linked": [true]}"#))
