package dev.winnow.ops.management.access;

import io.javalin.http.Context;

/**
 * Who asks, as far as that is known: tokens are shared, so it is a role and an address.
 *
 * @param grant what a token was shown for
 * @param name {@code read} or {@code operate}, with {@code session} behind it where a browser has one; without a token {@code local}
 *     on this machine, else {@code anonymous}
 * @param address where the request comes from
 */
public record Caller(Grant grant, String name, String address) {

    private static final String ATTRIBUTE = "winnow.caller";

    /** Who sent this request. */
    public static Caller of(Context context) {
        Caller known = context.attribute(ATTRIBUTE);
        return known == null ? unknown(context) : known;
    }

    static Caller unknown(Context context) {
        return withoutToken(context.ip());
    }

    static Caller withoutToken(String address) {
        return new Caller(Grant.NONE, Origins.isLoopback(address) ? "local" : "anonymous", address);
    }

    void attachTo(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return name + " from " + address;
    }
}
