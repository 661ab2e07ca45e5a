package dev.linkhub.chaos.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must hold of every run. */
interface Promise {

    /** In words. */
    String words();

    /** Each case in which it was not kept; none if it was. */
    List<Violation> broken(History history);

    /** A case, told as one of this promise. */
    default Violation violation(@Nullable String grant, String what) {
        return new Violation(words(), grant, what);
    }
}
