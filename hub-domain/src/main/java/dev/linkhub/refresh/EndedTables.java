package dev.linkhub.refresh;

import dev.linkhub.refresh.FailedRows.Failed;
import dev.linkhub.refresh.RecordedRows.Recorded;
import dev.linkhub.refresh.SucceededRows.Succeeded;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/** Where the ends of attempts go. An empty list goes nowhere. */
@Singleton
class EndedTables {

    private final SucceededRows successes;
    private final FailedRows failures;
    private final RecordedRows records;

    EndedTables(SucceededRows successes, FailedRows failures, RecordedRows records) {
        this.successes = successes;
        this.failures = failures;
        this.records = records;
    }

    void record(List<Recorded> ended) {
        unlessEmpty(ended, records::insertRecords);
    }

    void succeed(List<Succeeded> succeeded) {
        unlessEmpty(succeeded, successes::updateSucceeded);
    }

    void fail(List<Failed> failed) {
        unlessEmpty(failed, failures::updateFailed);
    }

    void condemn(List<Failed> condemned) {
        unlessEmpty(condemned, failures::updateCondemned);
    }

    void suspect(List<Failed> suspected) {
        unlessEmpty(suspected, failures::updateSuspected);
    }

    private static <T> void unlessEmpty(List<T> rows, Consumer<List<T>> write) {
        if (!rows.isEmpty()) {
            write.accept(rows);
        }
    }
}
