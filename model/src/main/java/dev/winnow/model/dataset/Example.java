package dev.winnow.model.dataset;

/**
 * One labelled document.
 *
 * @param id name of the document; the line number where the file has none
 * @param text what is classified; never blank
 * @param label its class; never blank
 */
public record Example(String id, String text, String label) {}
