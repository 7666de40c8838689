package dev.winnow.ops.console;

import dev.winnow.ops.console.Assets.Asset;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterLine;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.ops.management.AuditTrail;
import dev.winnow.ops.management.JsonBody;
import dev.winnow.ops.management.RouteTable;
import dev.winnow.ops.management.Routes;
import dev.winnow.ops.management.access.Access;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /console}: the page, what it shows and what it can do beyond {@code /knob} and {@code /audit}. */
public final class ConsoleRoutes implements Routes {
    private final Console console;
    private final Assets assets = new Assets();

    /** An answer has to be an object, so that it can grow. */
    private record LetterList(List<LetterLine> letters, int most) {}

    public ConsoleRoutes(Console console) {
        this.console = console;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/", Access.OPEN, context -> context.redirect("/console", HttpStatus.FOUND));
        table.get("/console", Access.OPEN, context -> file(context, "index.html"));
        table.get("/console/{file}", Access.OPEN, context -> file(context, context.pathParam("file")));
        table.get("/console/api/setup", Access.READ, context -> JsonBody.answer(context, console.setup()));
        table.get("/console/api/history", Access.READ, this::history);
        table.get("/console/api/instances", Access.READ, this::instances);
        table.get("/console/api/letters", Access.READ, this::letters);
        table.post("/console/api/letters/{id}/replay", Access.OPERATE, this::replay);
        table.events("/console/api/live", Access.READ, console::admit);
        table.events(
                "/console/api/results",
                Access.READ,
                client -> console.admitToResults(client, table.grants(client.ctx(), Access.TEXTS)));
    }

    private void file(Context context, String name) {
        Asset asset = assets.named(name).orElseThrow(NotFoundResponse::new);
        context.contentType(asset.type() + "; charset=utf-8").result(asset.content());
    }

    private void history(Context context) {
        String bundle = context.queryParam("bundle");
        boolean wide = "6h".equals(context.queryParam("range"));
        JsonBody.answer(
                context,
                console.history(bundle == null ? "" : bundle, wide)
                        .orElseThrow(() -> refused(404, "this instance runs no such bundle")));
    }

    private void instances(Context context) {
        JsonBody.answer(context, answered(console.instances()::listing));
    }

    private void letters(Context context) {
        JsonBody.answer(context, new LetterList(answered(() -> console.letters().latest()), Letters.MOST));
    }

    private void replay(Context context) {
        LetterId letter = letter(context.pathParam("id"));
        AuditTrail.describe(context, "replay of dead letter " + letter);
        ReplayResult result = answered(() -> console.letters().replay(letter));
        if (result.failed() > 0) {
            throw refused(409, result.reasons().get(0).why());
        }
        JsonBody.answer(context, result);
    }

    private static LetterId letter(String id) {
        try {
            return LetterId.parse(id);
        } catch (IllegalArgumentException e) {
            throw JsonBody.bad(e.getMessage());
        }
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (BrokerQuestions.UnansweredException e) {
            throw refused(503, e.getMessage());
        }
    }

    private static HttpResponseException refused(int status, String reason) {
        return new HttpResponseException(status, reason, Map.of());
    }
}
