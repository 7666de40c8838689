package dev.winnow.ops.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Teaches a shell the commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options of winnow in bash and zsh.",
        footer = {
            "  source <(winnow completion)              in this shell; in zsh after 'autoload -U compinit && compinit'",
            "  winnow completion > ~/.local/share/bash-completion/completions/winnow     in every bash from now on"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("winnow", spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
