package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Access;
import dev.winnow.ops.management.access.Guard;

/**
 * {@code /session}, for pages: POST with {@code {"token":"..."}} exchanges a token for a cookie, DELETE ends it, GET says what
 * the caller may have.
 */
final class SessionRoutes implements Routes {

    /** The body of a login. */
    record Login(String token) {

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Login";
        }
    }

    @Override
    public void addTo(RouteTable table) {
        Guard guard = table.guard();
        table.get("/session", Access.OPEN, context -> JsonBody.answer(context, guard.rights(context)));
        table.post("/session", Access.OPEN, context -> {
            Login login = JsonBody.read(context, Login.class);
            if (login.token() == null) {
                throw JsonBody.bad("the token is missing");
            }
            guard.login(context, login.token());
            context.status(204);
        });
        table.delete("/session", Access.OPEN, context -> {
            if (!guard.logout(context)) {
                AuditTrail.nothingChanged(context);
            }
            context.status(204);
        });
    }
}
