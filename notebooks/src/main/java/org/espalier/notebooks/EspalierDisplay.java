package org.espalier.notebooks;

import java.util.ArrayList;
import java.util.List;
import org.espalier.study.display.Display;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Lets the values of the toolkit show themselves when they are the last expression of a cell. */
public final class EspalierDisplay implements DisplayProvider {
    /** Found by the kernel. */
    public EspalierDisplay() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        List<DisplayRenderer> renderers = new ArrayList<>();
        for (Class<?> type : Display.types()) {
            renderers.add(new Renderer(type));
        }
        return renderers;
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    private record Renderer(Class<?> rendererClass) implements DisplayRenderer {
        @Override
        public boolean canRender(String type) {
            return type == null || type.equals("text/html");
        }

        @Override
        public DisplayData render(String type, Object value) {
            return Display.html(value)
                    .map(DisplayData::fromHtml)
                    .orElseGet(() -> DisplayData.fromText(String.valueOf(value)));
        }
    }
}
