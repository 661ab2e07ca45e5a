package dev.linkhub.web.ops;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;

/** Who does the work, what waits for it, and which lanes there are. */
@Controller("/ops/workers")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsWorkersController {

    private final OperatorDesk desk;
    private final WorkerTables tables;

    OpsWorkersController(OperatorDesk desk, WorkerTables tables) {
        this.desk = desk;
        this.tables = tables;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request) {
        return desk.forOperator(request, () -> desk.page(request, HttpStatus.OK, "ops-workers", tables.data()));
    }
}
