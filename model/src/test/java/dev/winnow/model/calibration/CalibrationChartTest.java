package dev.winnow.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CalibrationChartTest {

    @Test
    void shouldDrawEveryPointWithItsOffset() throws Exception {
        // When
        Document drawing = parsed(CalibrationChart.svg("moderation <1>", curve(15)));

        // Then: a dot on each of two lines and one in the legend for each
        assertThat(elements(drawing, "circle", "dot accuracy")).hasSize(16);
        assertThat(elements(drawing, "circle", "dot agreement")).hasSize(16);
        assertThat(elements(drawing, "text", "offset"))
                .extracting(Element::getTextContent)
                .hasSize(15)
                .startsWith("−1", "−0.88")
                .endsWith("0.75");
        assertThat(elements(drawing, "text", "title"))
                .extracting(Element::getTextContent)
                .containsExactly("moderation <1>, calibrated on validation: 1922 documents");
        assertThat(drawing.getDocumentElement().getTextContent())
                .contains("FLOPs speed-up", "share of documents", "95 % confidence", "2×", "90 %")
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void shouldPutADotWhereItsSharesAre() throws Exception {
        // Given: half way between 90 % and 100 % and, on a logarithmic axis, half way between 1 and 4
        CalibrationCurve curve =
                new CalibrationCurve("validation", 10, List.of(point(-1, 1, 1), point(0, 0.95, 2), point(1, 0.92, 4)));

        // When
        Element dot = elements(parsed(CalibrationChart.svg("x", curve)), "circle", "dot accuracy")
                .get(1);

        // Then
        assertThat(Double.parseDouble(dot.getAttribute("cx")))
                .isCloseTo((ChartScale.LEFT + ChartScale.RIGHT) / 2.0, within(0.1));
        assertThat(Double.parseDouble(dot.getAttribute("cy")))
                .isCloseTo((ChartScale.TOP + ChartScale.BOTTOM) / 2.0, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 17, 60})
    void shouldKeepLabelsApartAndWithinTheDrawing(int points) throws Exception {
        // When
        Document drawing = parsed(CalibrationChart.svg("crowded", curve(points)));

        // Then
        List<Double> xs = elements(drawing, "text", "offset").stream()
                .map(label -> Double.parseDouble(label.getAttribute("x")))
                .toList();
        assertThat(xs).hasSizeGreaterThanOrEqualTo(Math.min(points, 17)).allMatch(x -> x >= 80 && x <= 760);
        for (int i = 1; i < xs.size(); i++) {
            assertThat(xs.get(i) - xs.get(i - 1)).isGreaterThanOrEqualTo(LabelRow.PITCH - 0.2);
        }
    }

    /** Half of the points at speed-up 1, the others up to 9. */
    private static CalibrationCurve curve(int points) {
        List<CalibrationPoint> all = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            double share = (double) i / points;
            all.add(point(
                    -1 + 2 * share * 0.9375, 0.72 - 0.1 * share, 1 + 8 * Math.pow(Math.max(0, share - 0.5) * 2, 2)));
        }
        return new CalibrationCurve("validation", 1922, all);
    }

    private static CalibrationPoint point(double offset, double accuracy, double speedup) {
        return new CalibrationPoint(
                offset,
                accuracy,
                Math.max(0.9 * accuracy, accuracy - 0.02),
                Math.min(1, accuracy + 0.02),
                accuracy,
                1 - (speedup - 1) / 30,
                speedup,
                speedup);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document drawing, String name, String style) {
        NodeList nodes = drawing.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.getAttribute("class").equals(style)) {
                elements.add(element);
            }
        }
        return elements;
    }
}
