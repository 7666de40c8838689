package dev.winnow.ops.strict;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads into the classes that others made of a schema. Those keep unknown fields, as a client should that talks to a newer
 * server; in a file of ours an unknown field is a slip, so what keeps them is switched off.
 */
public final class StrictMapper {
    private StrictMapper() {}

    public static ObjectMapper create() {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Boolean hasAnySetter(Annotated annotated) {
                        return annotated.hasAnnotation(JsonAnySetter.class) ? Boolean.FALSE : null;
                    }
                });
    }
}
