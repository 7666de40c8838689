package dev.winnow.topology.config;

/** What happens to documents when a bundle is as fast as its quality floor allows, and that is not enough. */
public enum OverloadPolicy {
    /** They wait. */
    QUEUE,
    /** Those that have waited too long, for their priority, go to the overflow topic. */
    SHED
}
