package dev.winnow.ops.management.access;

import io.javalin.http.Context;

/**
 * Who asks, as far as that is known: tokens are shared, so it is a role and an address.
 *
 * @param grant what a token was shown for
 * @param name {@code local}, {@code read} or {@code operate}, with {@code session} behind it where a browser has one
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
        return new Caller(Grant.NONE, "local", context.ip());
    }

    void attachTo(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return name + " from " + address;
    }
}
