package dev.winnow.ops.bench.flame;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of frames as people say them: {@code dev/winnow/model/encoder/PackedEncoder.reduce} is {@code PackedEncoder.reduce}, and C++
 * is without its template arguments and parameters.
 *
 * <p>Left out are frames of libtorch's interpreter and dispatcher, dozens between a call and its kernel, which take next to no
 * time themselves; where one was running it is shown.
 */
final class StackNames {
    /** What runs in a native call and has no name, for the most part kernels that oneDNN generates while it runs. */
    static final String NAMELESS = "code without symbols";

    private static final Pattern PLUMBING = Pattern.compile(
            "(c10|torch|std|at::_ops|at::\\(anonymous namespace\\)|at::"
                    + "TensorIteratorBase|at::native::DispatchStub|at::internal|dnnl|ideep|operator|Java_|dnnl_primitive)\\b.*"
                    + "|Java_.*|.*\\boperator\\(\\)|.*::call(Boxed)?|.*VectorizedLoop2d.*|mkl_blas_sgemm.*|mkl_blas_def_x.*|SGEMM");

    private static final Pattern NAMESPACES =
            Pattern.compile("^at::native::AVX(2|512)::|^at::native::|^at::|^dnnl::impl::cpu::(x64::)?");

    private StackNames() {}

    /** The names of a stack, outermost first, from the first frame that contains {@code from} on; empty where none does. */
    static List<String> of(String[] frames, String from) {
        List<String> names = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < frames.length; i++) {
            inside = inside || frames[i].contains(from);
            String full = name(frames[i]);
            String name = NAMESPACES.matcher(full).replaceFirst("");
            boolean last = i == frames.length - 1;
            if (inside
                    && (last || !PLUMBING.matcher(full).matches())
                    && (names.isEmpty() || !names.get(names.size() - 1).equals(name))) {
                names.add(name);
            }
        }
        if (inside && names.get(names.size() - 1).endsWith("Library.moduleRunMethod")) {
            names.add(NAMELESS);
        }
        return names;
    }

    private static String name(String frame) {
        if (frame.matches("[\\w$]+(/[\\w$]+)+\\.[\\w$<>]+.*")) {
            return frame.substring(frame.lastIndexOf('/') + 1);
        }
        String bare = withoutBrackets(frame.replace("(anonymous namespace)", "anonymous"))
                .replace("anonymous::", "")
                .replaceFirst("^(?:void|bool|float) ", "")
                .strip();
        return bare.isEmpty() ? frame : bare;
    }

    /** What stands within {@code <>}, {@code ()} and <code>{}</code> tells types, which nobody reads. */
    private static String withoutBrackets(String name) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ("<({".indexOf(c) >= 0) {
                depth++;
            } else if (">)}".indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0) {
                bare.append(c);
            }
        }
        return bare.toString().replace("::::", "::").replaceAll("::$", "");
    }
}
