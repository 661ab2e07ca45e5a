package dev.linkhub.simulator.limit;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.Call;

/** What the rate limit says to a call. */
public sealed interface Passage {

    Call call();

    /** It may do its work; its answer says how much of the limit is left. */
    record Open(Call call) implements Passage {}

    /** It came too soon: no work is done, and no fault is used up. */
    record TooMany(Call call, Answer answer) implements Passage {}
}
