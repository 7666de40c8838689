package dev.winnow.topology.knob;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.topology.load.BundleProgress;
import dev.winnow.topology.microbatch.Lane;
import dev.winnow.topology.overload.Overload;

/**
 * A bundle that runs, with what its knob needs of it.
 *
 * @param model whose name the policies go by, and whose calibration they are held against
 * @param lane what the knob turns
 * @param progress of its tasks
 * @param overload told when no faster offset is left
 */
public record KnobbedLane(Classifier model, Lane lane, BundleProgress progress, Overload overload) {}
