package dev.linkhub.idempotency;

import dev.linkhub.idempotency.Repetition.AnswerForgotten;
import dev.linkhub.idempotency.Repetition.Answered;
import dev.linkhub.idempotency.Repetition.First;
import dev.linkhub.idempotency.Repetition.OtherBody;
import dev.linkhub.idempotency.Repetition.StillRunning;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Vault;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The requests that carried an idempotency key, with their answers, sealed.
 *
 * <p>Only what succeeded is kept: a refused or failed request changed nothing, so its key may be used again. A process that
 * dies between the request's effect and its answer leaves the key taken for {@link #LONGEST_RUN}; then the next
 * request with it is carried out anew.
 *
 * <p>Each statement here is a transaction of its own, guarded by {@code started_at}: together they would deadlock, because
 * a failed insert keeps a lock that a second one waits for.
 */
@Singleton
public class IdempotentRequests implements Sweepable {

    /** How long a key is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** How long an answer is kept that holds a secret. */
    public static final Duration SECRET_KEPT = Duration.ofMinutes(15);

    /** After this a request without an answer counts as dead. */
    static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final IdempotentRows rows;
    private final Vault vault;
    private final WakeUps wakeUps;
    private final Clock clock;

    IdempotentRequests(IdempotentRows rows, Vault vault, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.wakeUps = wakeUps;
        this.clock = clock;
        this.vault = vault;
    }

    /** Finds out what a request is, and takes its key if it is the first. */
    public Repetition start(RepeatableRequest request) {
        String tenantId = request.tenant().tenantId();
        forgetOld(request.tenant());
        wakeUps.sweepIn(KEPT, request.tenant());
        boolean ours = rows.insertUnlessThere(tenantId, request.requestSha256(), request.bodySha256()) == 1;
        Optional<IdempotentRow> found = rows.find(tenantId, request.requestSha256());
        if (found.isEmpty()) {
            return new StillRunning(); // It was, and gave the key back just now: the caller may try again.
        }
        IdempotentRow row = found.get();
        if (!Arrays.equals(row.bodySha256(), request.bodySha256())) {
            return new OtherBody();
        }
        if (ours) {
            return new First(request, row.startedAt());
        }
        Integer status = row.status();
        byte[] answer = row.answerSealed();
        if (status == null) {
            return takeOver(request);
        }
        return answer == null
                ? new AnswerForgotten()
                : new Answered(status, vault.openBytes(answer, place(request, row.startedAt())));
    }

    /**
     * Keeps the answer of what was carried out.
     *
     * @param holdsSecret whether the answer may be kept for {@link #SECRET_KEPT} only
     */
    public void finish(First first, int status, byte[] answer, boolean holdsSecret) {
        RepeatableRequest request = first.request();
        if (holdsSecret) {
            // For the others the start has seen to it.
            wakeUps.sweepIn(SECRET_KEPT, request.tenant());
        }
        rows.finish(
                request.tenant().tenantId(),
                request.requestSha256(),
                first.startedAt(),
                status,
                vault.sealBytes(answer, place(request, first.startedAt())),
                Math.toIntExact((holdsSecret ? SECRET_KEPT : KEPT).toSeconds()));
    }

    /** Gives the key back: the request was refused or failed, and changed nothing. */
    public void release(First first) {
        RepeatableRequest request = first.request();
        rows.release(request.tenant().tenantId(), request.requestSha256(), first.startedAt());
    }

    /** Drops what need not be kept any longer; {@link #start} does the same for its own tenant. */
    @Override
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        if (forgetOld(tenant) == FORGOTTEN_AT_ONCE) {
            return Optional.of(now);
        }
        return rows.microsToNext(tenant.tenantId()).map(micros -> now.plus(micros, ChronoUnit.MICROS));
    }

    private int forgetOld(TenantScope tenant) {
        rows.forgetAnswers(tenant.tenantId());
        return rows.forget(tenant.tenantId(), FORGOTTEN_AT_ONCE);
    }

    private Repetition takeOver(RepeatableRequest request) {
        String tenantId = request.tenant().tenantId();
        int afterSeconds = Math.toIntExact(LONGEST_RUN.toSeconds());
        if (rows.takeOver(tenantId, request.requestSha256(), afterSeconds) == 0) {
            return new StillRunning();
        }
        return new First(
                request,
                rows.find(tenantId, request.requestSha256()).orElseThrow().startedAt());
    }

    private static SealedPlace place(RepeatableRequest request, Instant startedAt) {
        return new SealedPlace(
                request.tenant(),
                "idempotent_request",
                HexFormat.of().formatHex(request.requestSha256()),
                "answer_sealed",
                ChronoUnit.MICROS.between(Instant.EPOCH, startedAt));
    }
}
