import BuiltIn
import GalleyProgram

await Galley.main(plugins: builtInPlugins)
