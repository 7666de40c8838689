package dev.winnow.ops.bench.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FlameGraphTest {
    private static final String CALL =
            "main;dev/winnow/Bench.run;dev/winnow/Encoder.reduce;ai/djl/PyTorchLibrary.moduleRunMethod";

    @Test
    void shouldGiveEachFunctionItsShare() throws Exception {
        // Given: one stack of another function
        List<String> stacks = List.of(
                CALL + " 60",
                CALL
                        + ";c10::Dispatcher::callBoxed;at::native::layer_norm<float, at::Tensor>(at::Tensor const&);free 10",
                CALL + ";mkl_blas_def_sgemm_kernel_0_zen 30",
                "main;dev/winnow/Bench.load 900");

        // When
        String svg = new FlameGraph("a < b", stacks, "Encoder.reduce").svg();

        // Then
        assertThat(titles(svg))
                .containsExactly(
                        "Encoder.reduce: 100.0 %, 100 samples",
                        "PyTorchLibrary.moduleRunMethod: 100.0 %, 100 samples",
                        "code without symbols: 60.0 %, 60 samples",
                        "mkl_blas_def_sgemm_kernel_0_zen: 30.0 %, 30 samples",
                        "layer_norm: 10.0 %, 10 samples",
                        "free: 10.0 %, 10 samples");
        assertThat(widths(svg)).containsExactly(979.5, 979.5, 587.5, 293.5, 97.5, 97.5);
    }

    @Test
    void shouldShowTheDispatcherWhereItRuns() throws Exception {
        // When
        String svg = new FlameGraph("", List.of(CALL + ";c10::Dispatcher::callBoxed 1"), "Encoder.reduce").svg();

        // Then
        assertThat(titles(svg)).last().isEqualTo("c10::Dispatcher::callBoxed: 100.0 %, 1 samples");
    }

    @Test
    void shouldRefuseStacksWithoutTheFunction() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlameGraph("", List.of("main;other 3"), "Encoder.reduce"))
                .withMessageContaining("Encoder.reduce");
    }

    private static List<String> titles(String svg) throws Exception {
        return elements(svg, "title").stream().map(Element::getTextContent).toList();
    }

    private static List<Double> widths(String svg) throws Exception {
        return elements(svg, "rect").stream()
                .skip(1)
                .map(rect -> Double.valueOf(rect.getAttribute("width")))
                .toList();
    }

    private static List<Element> elements(String svg, String name) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
