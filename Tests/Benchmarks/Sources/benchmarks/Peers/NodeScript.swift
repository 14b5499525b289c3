/// The program that measures Node.js.
enum NodeScript {
    /// Reads a file of one document a line, warms up, and prints the median of three passes of each operation as JSON.
    ///
    /// `JSON.parse` is given strings: decoding UTF-8 is not part of its time.
    static let text = """
        const fs = require("fs");
        const lines = fs.readFileSync(process.argv[2], "utf8").split("\\n").filter((line) => line.length > 0);
        const values = lines.map((line) => JSON.parse(line));
        let sink;
        const read = () => { for (const line of lines) sink = JSON.parse(line); };
        const write = () => { for (const value of values) sink = JSON.stringify(value); };
        const size = (texts) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
        function median(pass) {
            for (let round = 0; round < 3; round++) pass();
            const times = [];
            for (let round = 0; round < 3; round++) {
                const start = process.hrtime.bigint();
                pass();
                times.push(Number(process.hrtime.bigint() - start) / 1e9);
            }
            return times.sort((first, second) => first - second)[1];
        }
        globalThis.sink = () => sink;
        console.log(JSON.stringify({
            readBytes: size(lines),
            readSeconds: median(read),
            writtenBytes: size(values.map((value) => JSON.stringify(value))),
            writeSeconds: median(write),
        }));
        """
}
