package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Report.Result;
import java.util.function.Supplier;

/** One thing to try, and the row of ring-contract.md that demands it. */
record Case(String name, String row, Supplier<Finding> work) {

    Result run() {
        Finding finding = work.get();
        return new Result(name, row, finding.verdict(), finding.words());
    }
}
