package dev.winnow.topology.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.JsonDeserializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

class FieldPathProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void shouldReadWhatItWrote(@ForAll("names") @Size(min = 1, max = 5) List<String> names, @ForAll boolean optional) {
        FieldPath path = new FieldPath(names, optional);
        assertThat(FieldPath.parse(path.written())).isEqualTo(path);
    }

    @Property
    void shouldReadSeveralPathsInTheirOrder(@ForAll("names") @Size(min = 1, max = 4) List<String> names) {
        // Given
        List<FieldPath> paths = names.stream()
                .map(name -> new FieldPath(List.of(name, "x"), false))
                .toList();

        // When
        String written =
                String.join(" , ", paths.stream().map(FieldPath::written).toList());

        // Then
        assertThat(FieldPath.parseAll(written)).isEqualTo(paths);
    }

    /** Every leaf of a tree is found by the names that led a walk of its own there, and as it was before it was JSON. */
    @Property(tries = 200)
    void shouldFindEveryLeafOfJson(@ForAll("trees") Map<String, Object> tree) throws Exception {
        // Given
        Map<List<String>, Object> leaves = new LinkedHashMap<>();
        walk(tree, List.of(), leaves);

        // When
        Object read = new JsonDeserializer(64, 1 << 20).deserialize("t", JSON.writeValueAsBytes(tree));

        // Then
        leaves.forEach((names, leaf) -> {
            Lookup lookup = new FieldPath(names, false).in(read);
            if (leaf == null) {
                assertThat(lookup).isInstanceOf(Lookup.Missing.class);
            } else {
                assertThat(lookup).isEqualTo(new Lookup.Found(leaf));
            }
        });
    }

    @Property(tries = 200)
    void shouldFindAFieldAtAnyDepthOfAvro(
            @ForAll("avroNames") @Size(min = 1, max = 12) List<String> names, @ForAll String body) {
        // Given: records in records, the innermost first
        Object value = body;
        Schema type = Schema.create(Schema.Type.STRING);
        for (int depth = names.size() - 1; depth >= 0; depth--) {
            type = SchemaBuilder.record("Level" + depth)
                    .fields()
                    .name(names.get(depth))
                    .type(type)
                    .noDefault()
                    .endRecord();
            GenericData.Record holder = new GenericData.Record(type);
            holder.put(0, value);
            value = holder;
        }

        // When, Then
        assertThat(new FieldPath(names, false).in(value)).isEqualTo(new Lookup.Found(body));
        List<String> wrong = new ArrayList<>(names);
        wrong.set(names.size() - 1, "elsewhere");
        assertThat(new FieldPath(wrong, false).in(value))
                .isInstanceOfSatisfying(Lookup.Missing.class, missing -> assertThat(missing.why())
                        .contains("'" + String.join(".", wrong) + "'", "'elsewhere'"));
    }

    @Property(tries = 200)
    void shouldFindSomethingOrNameThePath(
            @ForAll("trees") Map<String, Object> tree, @ForAll("names") @Size(min = 1, max = 4) List<String> names) {
        FieldPath path = new FieldPath(names, false);
        Lookup lookup = path.in(tree);
        if (lookup instanceof Lookup.Missing missing) {
            assertThat(missing.why()).contains("'" + path.display() + "'");
        } else {
            assertThat(((Lookup.Found) lookup).value()).isNotNull();
        }
    }

    private static void walk(Object node, List<String> names, Map<List<String>, Object> leaves) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, child) -> walk(child, plus(names, key.toString()), leaves));
        } else if (node instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                walk(items.get(i), plus(names, Integer.toString(i)), leaves);
            }
        } else {
            leaves.put(names, node);
        }
    }

    private static List<String> plus(List<String> names, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return longer;
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list();
    }

    @Provide
    Arbitrary<List<String>> avroNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'd')
                .ofMinLength(1)
                .ofMaxLength(3)
                .list();
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return object(3);
    }

    private static Arbitrary<String> name() {
        Arbitrary<String> ordinary = Arbitraries.of("a", "b", "text", "0", "1");
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars(".,?\\ \t\n'\"aé0")
                .ofMinLength(1)
                .ofMaxLength(6);
        return Arbitraries.oneOf(ordinary, odd);
    }

    private static Arbitrary<Map<String, Object>> object(int depth) {
        return Arbitraries.maps(name(), value(depth)).ofMaxSize(4);
    }

    private static Arbitrary<Object> value(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.of("", "text", "été 🌻").map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().between(1L << 40, Long.MAX_VALUE).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just(0.5).map(Object.class::cast),
                Arbitraries.create(() -> null));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                object(depth - 1).map(Object.class::cast),
                value(depth - 1).list().ofMaxSize(3).map(Object.class::cast));
    }
}
