package dev.linkhub.simulator.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.settings.Choice;
import java.util.List;

/** What a run found, in the order of its cases. */
public record Report(List<Result> results) {

    public enum Verdict {
        PASS,
        FAIL,
        /** Ring accepts it, or only a person can judge it. */
        WARN,
        /** Could not be tried; the finding says why. */
        SKIP
    }

    /** {@code row} is the place in ring-contract.md, {@code finding} what was seen, in words. */
    public record Result(String name, String row, Verdict verdict, String finding) {

        /** One line. */
        public String text() {
            String shown = verdict == Verdict.FAIL ? "FAIL" : Choice.name(verdict);
            return String.format("%s  %-30s %s  [%s]", shown, name, finding, row);
        }
    }

    public Report {
        results = List.copyOf(results);
    }

    public boolean isPassed() {
        return count(Verdict.FAIL) == 0;
    }

    /** The closing line. */
    public String sum() {
        return count(Verdict.PASS) + " passed, " + count(Verdict.FAIL) + " failed, " + count(Verdict.WARN)
                + " with a warning, " + count(Verdict.SKIP) + " skipped";
    }

    /** The same as one JSON document. */
    public String json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("passed", isPassed());
        ObjectNode sum = document.putObject("sum");
        for (Verdict verdict : Verdict.values()) {
            sum.put(Choice.name(verdict), count(verdict));
        }
        ArrayNode cases = document.putArray("cases");
        for (Result result : results) {
            cases.addObject()
                    .put("case", result.name())
                    .put("verdict", Choice.name(result.verdict()))
                    .put("finding", result.finding())
                    .put("row", result.row());
        }
        return document.toPrettyString();
    }

    private long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
