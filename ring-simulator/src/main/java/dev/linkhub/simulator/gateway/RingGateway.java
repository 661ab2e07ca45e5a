package dev.linkhub.simulator.gateway;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.fault.Fault;
import dev.linkhub.simulator.fault.Faults;
import dev.linkhub.simulator.limit.Passage;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.state.NotKept;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.time.Stopwatch;
import dev.linkhub.simulator.trace.Exchange.Direction;
import dev.linkhub.simulator.trace.Exchange.Heading;
import dev.linkhub.simulator.trace.Exchange.Message;
import dev.linkhub.simulator.trace.Exchange.Reply;
import dev.linkhub.simulator.trace.Subject;
import dev.linkhub.simulator.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers as Ring does, or as a fault demands. What happened is recorded before the caller can hear of it. */
public final class RingGateway {

    private static final Logger LOG = LoggerFactory.getLogger(RingGateway.class);
    private static final int MOST_BYTES = 64 * 1024;

    private final Endpoints endpoints;
    private final Faults faults;
    private final Trace trace;
    private final SimulatorClock clock;
    private final Keeper keeper;
    private final Wire wire;

    /** {@code closing} ends all waiting once it is counted down. */
    public RingGateway(
            Endpoints endpoints,
            Faults faults,
            Trace trace,
            SimulatorClock clock,
            Keeper keeper,
            CountDownLatch closing) {
        this.endpoints = endpoints;
        this.faults = faults;
        this.trace = trace;
        this.clock = clock;
        this.keeper = keeper;
        this.wire = new Wire(closing);
    }

    public void handle(HttpServletRequest request, HttpServletResponse response) {
        try {
            answer(request, response);
        } catch (IOException e) {
            // The caller hung up, or a fault cut the line: there is nobody left to tell.
            LOG.debug("{} {} was broken off", request.getMethod(), request.getRequestURI(), e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arrival arrival = new Arrival(read(request), clock.instant(), new Stopwatch());
        Passage passage = arrival.request().body().length() > MOST_BYTES
                ? new Passage.Open(new Call(EndpointName.UNKNOWN, Subject.UNKNOWN, RingGateway::tooLarge))
                : endpoints.open(arrival.request());
        switch (passage) {
            case Passage.Open(Call call) -> work(arrival, call, request, response);
            case Passage.TooMany(Call call, Answer answer) -> tell(arrival, call, answer, response);
        }
    }

    private void work(Arrival arrival, Call call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Faults.Armed> fault = faults.strike(call);
        if (fault.isEmpty()) {
            tell(arrival, call, call.work().get(), response);
        } else {
            misbehave(fault.get(), arrival, call, request, response);
        }
    }

    /** Keeps what was done before the caller hears of it. */
    private void tell(Arrival arrival, Call call, Answer answer, HttpServletResponse response) throws IOException {
        Answer told = kept().orElse(answer);
        record(arrival, call, told, told.remarks());
        wire.write(told, response);
    }

    /** Empty if all is kept; else the answer to give instead. */
    private Optional<Answer> kept() {
        try {
            keeper.keep();
            return Optional.empty();
        } catch (NotKept e) {
            return Optional.of(Answer.error(503, "Service Unavailable", "The simulator cannot keep its state.")
                    .remarked(String.valueOf(e.getMessage())));
        }
    }

    private record Arrival(ApiRequest request, Instant at, Stopwatch watch) {}

    private void misbehave(
            Faults.Armed armed, Arrival arrival, Call call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Fault fault = armed.fault();
        if (wire.pause(fault.delay())) {
            wire.cut(request);
            return;
        }
        Answer worked = fault.kind().works() ? call.work().get() : null;
        Optional<Answer> unkept = kept();
        if (unkept.isPresent()) {
            record(arrival, call, unkept.get(), unkept.get().remarks());
            wire.write(unkept.get(), response);
            return;
        }
        Answer heard = fault.told() == null ? worked : fault.told();
        List<String> remarks = new ArrayList<>();
        remarks.add("fault " + armed.id() + ": " + Choice.name(fault.kind()));
        if (worked != null) {
            remarks.addAll(worked.remarks());
        }
        record(arrival, call, fault.kind().answers() ? heard : null, remarks);
        switch (fault.kind()) {
            case STATUS, STATUS_AFTER, DELAY -> wire.write(told(heard), response);
            case RESET_BEFORE, RESET_AFTER -> wire.cut(request);
            case DRIP -> wire.drip(told(heard), request, response);
            case TRUNCATE -> wire.truncate(told(heard), request, response);
            case HANG, HANG_AFTER -> wire.hang(request);
        }
    }

    private static Answer told(@Nullable Answer answer) {
        if (answer == null) {
            throw new IllegalStateException("a fault that answers has either worked or been told what to say");
        }
        return answer;
    }

    private void record(Arrival arrival, Call call, @Nullable Answer answer, List<String> remarks) {
        ApiRequest request = arrival.request();
        Reply reply = answer == null
                ? new Reply(null, Map.of(), "", arrival.watch().elapsed(), "no answer was given")
                : new Reply(
                        answer.status(),
                        answer.headers(),
                        answer.body().text(),
                        arrival.watch().elapsed(),
                        null);
        trace.record(
                new Heading(arrival.at(), Direction.RECEIVED, call.endpoint().toString(), call.subject()),
                new Message(
                        request.method(),
                        request.url(),
                        request.headers(),
                        request.body().text()),
                reply,
                remarks);
    }

    private static Answer tooLarge() {
        return Answer.error(413, "Content Too Large", "The body is larger than " + MOST_BYTES + " bytes.");
    }

    private static ApiRequest read(HttpServletRequest request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> headers.put(name, String.join(", ", values(request, name))));
        String query = request.getQueryString();
        String url = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        Payload body = Payload.of(request.getInputStream().readNBytes(MOST_BYTES + 1));
        return new ApiRequest(request.getMethod(), url, headers, body);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        List<String> values = new ArrayList<>();
        request.getHeaders(name).asIterator().forEachRemaining(values::add);
        return values;
    }
}
