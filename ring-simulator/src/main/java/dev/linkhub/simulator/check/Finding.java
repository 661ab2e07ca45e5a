package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Report.Verdict;

/** What one case came to, in plain words. */
record Finding(Verdict verdict, String words) {

    static Finding pass(String words) {
        return new Finding(Verdict.PASS, words);
    }

    static Finding fail(String words) {
        return new Finding(Verdict.FAIL, words);
    }

    static Finding warn(String words) {
        return new Finding(Verdict.WARN, words);
    }

    static Finding skip(String words) {
        return new Finding(Verdict.SKIP, words);
    }
}
