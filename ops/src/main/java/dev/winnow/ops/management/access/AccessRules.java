package dev.winnow.ops.management.access;

import java.util.Optional;

/**
 * Who may have what. On loopback nobody needs a token that is not set, so that a person at the machine can begin; where others can
 * reach it, changes and texts are shut until there is one. A token that is set is always asked for.
 *
 * @param exposed whether others than this machine can reach it
 * @param tokens of the configuration
 */
record AccessRules(boolean exposed, Tokens tokens) {

    /** Why something is refused. 401: show a token; 403: a token does not help, or not this one. */
    record Refusal(int status, String reason) {}

    /** Whether a caller may have it; a refusal if not. */
    Optional<Refusal> check(Access access, Grant grant) {
        return needs(access).filter(needed -> !grant.includes(needed)).map(needed -> refusal(access, needed, grant));
    }

    private Optional<Grant> needs(Access access) {
        return switch (access) {
            case OPEN -> Optional.empty();
            case READ -> when(tokens.hasRead(), Grant.READ);
            case TEXTS -> when(exposed || tokens.hasRead(), Grant.READ);
            case OPERATE -> when(exposed || tokens.hasOperate(), Grant.OPERATE);
        };
    }

    private static Optional<Grant> when(boolean needed, Grant grant) {
        return needed ? Optional.of(grant) : Optional.empty();
    }

    private Refusal refusal(Access access, Grant needed, Grant grant) {
        if (access == Access.OPERATE && !tokens.hasOperate()) {
            return new Refusal(403, "changes are off: set management.operate-token, or listen on loopback");
        }
        if (tokens.isEmpty()) {
            return new Refusal(403, "texts are not shown: set management.read-token, or listen on loopback");
        }
        return grant == Grant.NONE
                ? new Refusal(401, "needs the %s token".formatted(toShow(needed).label()))
                : new Refusal(403, "the %s token is not enough; it needs the operate token".formatted(grant.label()));
    }

    /** The least token there is that includes it. */
    private Grant toShow(Grant needed) {
        return needed == Grant.READ && !tokens.hasRead() ? Grant.OPERATE : needed;
    }
}
