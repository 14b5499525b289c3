/// The program that measures queries in Node.js, written by hand over parsed objects.
enum NodeQueryScript {
    /// Reads a file of one document a line, and prints the median of seven passes of each query and its answer as JSON.
    ///
    /// Dates are parsed, as some of them have an offset.
    static let text = """
        const fs = require("fs");
        const [path, party, from, to, sorted] = process.argv.slice(2);
        const values = fs.readFileSync(path, "utf8").split("\\n").filter((line) => line.length > 0)
            .map((line) => JSON.parse(line));
        const some = values.slice(0, Number(sorted));
        const [start, end] = [Date.parse(from), Date.parse(to)];
        const queries = {
            equalities: () => values.filter((value) =>
                value.status === "open" && value.relatedParty.some((one) => one.id === party)),
            range: () => values.filter((value) => {
                const date = Date.parse(value.creationDate);
                return date >= start && date < end;
            }),
            top: () => some.map((value) => [Date.parse(value.creationDate), value])
                .sort((first, second) => second[0] - first[0] || (first[1].id < second[1].id ? -1 : 1))
                .slice(0, 20).map((pair) => pair[1]),
            element: () => values.filter((value) =>
                value.relatedParty.some((one) => one.id === party && one.role === "agent")),
        };
        const result = {};
        for (const [name, query] of Object.entries(queries)) {
            const times = [];
            let answer;
            for (let round = 0; round < 10; round++) {
                const start = process.hrtime.bigint();
                answer = query();
                if (round >= 3) times.push(Number(process.hrtime.bigint() - start) / 1e9);
            }
            result[name] = { seconds: times.sort((a, b) => a - b)[3], ids: answer.map((value) => value.id) };
        }
        console.log(JSON.stringify(result));
        """
}
