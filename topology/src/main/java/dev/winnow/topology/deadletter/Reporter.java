package dev.winnow.topology.deadletter;

/**
 * Who gave a record up.
 *
 * @param application id of the application
 * @param bundle name of the model that was to classify the record
 * @param bundleVersion its version
 */
public record Reporter(String application, String bundle, String bundleVersion) {}
