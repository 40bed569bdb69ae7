// Sets the formulas of the javadoc, elements <pre class="tex">, with the MathJax that lies beside this script. Nothing else
// of a page is looked at: dollar signs and backslashes elsewhere stay what they are. One line of a formula is one line of
// the picture, and two spaces and (4.1) at its end are its number. The TeX is that of a reader: it may say Σ, ∂, ≤, x̃ or σ²
// for \sum, \partial, \le, \tilde{x} or \sigma^2. Without scripts the text stands as it is.
(() => {
    const formulas = [...document.querySelectorAll("pre.tex")];
    if (formulas.length === 0) return; // most pages have none, and MathJax is large

    const signs = {
        "Σ": "\\sum", "Π": "\\prod", "∫": "\\int", "∬": "\\iint", "∂": "\\partial", "∇": "\\nabla", "Δ": "\\Delta", "⊗": "\\otimes",
        "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "∈": "\\in", "∉": "\\notin", "→": "\\to", "⇒": "\\Rightarrow", "∞": "\\infty",
        "⟨": "\\langle", "⟩": "\\rangle", "‖": "\\|", "·": "\\cdot", "⋆": "\\star", "•": "\\bullet", "∖": "\\setminus",
        "…": "\\dots", "½": "\\tfrac12", "−": "-", "²": "^2", "³": "^3",
    };
    const accents = { "\u0303": "\\tilde", "\u0304": "\\bar", "\u0302": "\\hat", "\u0307": "\\dot" };

    const tex = (text) => text
        .replace(/[ŵĉċ]/g, (letter) => letter.normalize("NFD"))
        .replace(/(.)([\u0302\u0303\u0304\u0307])/gu, (_, letter, accent) => `${accents[accent]}{${letter}}`)
        .replace(/[^\x00-\x7f]/gu, (sign) => (signs[sign] ? signs[sign] + " " : sign))
        .replace(/ {2,}\((\d+\.\d+)\)\s*$/, "\\qquad\\text{($1)}");
    const lines = (text) => text.split("\n").filter((line) => line.trim() !== "").map((line) => "& " + tex(line.trimEnd()));

    const set = (formula) => {
        try {
            const picture = MathJax.tex2svg(`\\begin{aligned}${lines(formula.textContent).join("\\\\[.6ex]")}\\end{aligned}`);
            formula.replaceChildren(picture);
            Object.assign(formula.style, { whiteSpace: "normal", overflowX: "auto", overflowY: "hidden" });
        } catch (fault) {
            console.error(`formula left as text: ${fault.message}: ${formula.textContent}`);
        }
    };

    window.MathJax = {
        tex: {
            packages: { "[-]": ["noundefined", "noerrors"] }, // a formula with a mistake stays text
            formatError: (_, fault) => { throw fault; },
        },
        svg: { displayAlign: "left", displayIndent: "2em" },
        options: { enableMenu: false },
        startup: {
            typeset: false,
            ready: () => {
                MathJax.startup.defaultReady();
                formulas.forEach(set);
                MathJax.startup.document.clear();
                MathJax.startup.document.updateDocument(); // its style sheet
                document.documentElement.dataset.formulas = "set";
            },
        },
    };
    const script = document.createElement("script");
    script.src = new URL("mathjax.js", document.currentScript.src).href;
    document.head.append(script);
})();
