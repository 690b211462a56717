/** Tells a file's path from other words, so that a heading or an info string is not taken for one. */

const bareNames =
  /^(?:Makefile|GNUmakefile|Dockerfile|Containerfile|Vagrantfile|Jenkinsfile|Gemfile|Rakefile|Procfile|Brewfile|Justfile|justfile|LICENSE|LICENCE|README|CHANGELOG|CONTRIBUTING|NOTICE|AUTHORS|VERSION|CODEOWNERS|BUILD|WORKSPACE|go\.mod|go\.sum)$/;
const extension = /[^/\\]\.[A-Za-z][\w+-]{0,15}$/;
const product = /^(?:[A-Z]\w*\.(?:js|io|ai)|\w+\.(?:net|NET))$/;
const mediaType = /^(?:text|application|image|audio|video|font|multipart)\/[\w.+-]+$/;

/**
 * `isMarked` says that the text around it calls it a file or sets it as code: then a name with one slash needs no extension.
 * Dangerous paths look like paths too; they are refused where paths are validated.
 */
export const looksLikePath = (text: string, isMarked = false): boolean => {
  if (text.length === 0 || text.length > 1100) return false;
  if (/[<>|"*?`\n\t,;]|:\/\/|^[!@#$&=]|[:.]$/.test(text) || (!isMarked && /\s/.test(text))) return false;
  if (/^v?[\d./:-]+(?:\.x)?$/.test(text)) return false;
  const name = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  if (name === text) {
    if (bareNames.test(text) || /^\.[A-Za-z][\w.-]+$/.test(text)) return true;
    return extension.test(text) && !/[()[\]{}=]/.test(text) && (isMarked || !product.test(text));
  }
  if (name === "" || (!isMarked && mediaType.test(text))) return false;
  if (extension.test(text) || bareNames.test(name) || /^\.[A-Za-z]/.test(name)) return true;
  return isMarked || /^(?:\.{0,2}|~)[/\\]/.test(text) || text.split(/[/\\]/, 4).length > 2;
};
