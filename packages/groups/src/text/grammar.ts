/** A form of text, what it stands for, and examples that can be read. */
export interface GrammarEntry {
  readonly form: string
  readonly meaning: string
  readonly examples: readonly string[]
}

/** A grammar: its forms, and how texts that might mean several things are read. */
export interface Grammar {
  readonly entries: readonly GrammarEntry[]
  readonly notes: readonly string[]
}

/** The grammar of representations; examples of an entry are those of its group. */
export interface RepresentationGrammar extends Grammar {
  readonly entries: readonly (GrammarEntry & { readonly group: string })[]
}

/** Texts of groups, as `parseGroup` and `parseAnyGroup` read them. */
export const groupGrammar: Grammar = frozen({
  entries: [
    entry('S(n) A(n) Z(n) Dih(n)', 'symmetric, alternating, cyclic and dihedral, on n points', [
      'S(5)',
      'A(5)',
      'Z(8)',
      'Dih(4)',
    ]),
    entry('Trivial(n)', 'the identity alone, on n points', ['Trivial(3)']),
    entry('C(n) D(n)', 'rotations, and rotations with reflections, on the plane ℝ²', ['C(4)', 'D(4)']),
    entry('B(n)', 'signed permutations of the n axes of ℝⁿ', ['B(3)']),
    entry('flip', 'exchange of two colours, by its sign on ℝ¹', ['flip', 'Z(8) x flip']),
    entry('Schoenflies name', 'point groups on ℝ³, in either case', [
      'Oh',
      'oh',
      'C2v',
      'c2v',
      'D_{4h}',
      'Ih',
    ]),
    entry('Hermann–Mauguin symbol', 'the 32 point groups of crystals on ℝ³', [
      'm-3m',
      '4/mmm',
      'mm2',
      '-43m',
      '-3m',
      '2/m',
    ]),
    entry('C∞v D∞h C∞ C∞h D∞ K Kh', 'infinite point groups about z, and of a point; inf for ∞', [
      'C∞v',
      'dinfh',
      'Kh',
    ]),
    entry('SO(n) O(n) U(n) SU(n) Sp(n) SL(n) GL(n)', 'classical Lie groups; Sp(n) on ℝ²ⁿ', [
      'SO(3)',
      'O(3)',
      'SU(2)',
      'Sp(2)',
    ]),
    entry('O(p,q) SO(p,q) SO+(p,q)', 'pseudo-orthogonal groups, p times −1 in the metric first', [
      'O(1,3)',
      'SO(1,3)',
      'SO+(1,3)',
      'Lorentz',
      'O13',
      'SO13',
      'SO13p',
    ]),
    entry('Scaling(n)  Embed(G,n,k)', 'scalings of ℝⁿ; a Lie group on coordinates from k on', [
      'Scaling(3)',
      'Embed(SO(2),3,0)',
    ]),
    entry('Q8 Dic(n)', 'quaternion and dicyclic, on ℝ⁴', ['Q8', 'Dic(3)']),
    entry('AGL(d,q) PSL(2,q) PGL(2,q) M11 … M24', 'affine, projective and Mathieu groups', [
      'AGL(1,5)',
      'PSL(2,7)',
      'M24',
    ]),
    entry('Cube RubiksCube Rubik3x3x3', 'turns of a cube, and of Rubik’s', [
      'Cube',
      'RubiksCube',
      'Rubik3x3x3',
    ]),
    entry('p4(n) p4m(n) ZksZnxZn(k,n)', 'plane groups on an n×n torus', ['p4(5)', 'p4m(5)', 'ZksZnxZn(4,2)']),
    entry('perm[[…],…]', 'generators by images of points 0, 1, 2, …', ['perm[[1,2,0],[1,0,2]]']),
    entry('perm[(…)(…),…] on n', 'generators by cycles; without “on n” on points up to the largest named', [
      'perm[(0 1 2),(0 1)]',
      'perm[(0 1)(2 3)] on 6',
      'perm[()] on 3',
    ]),
    entry('signed[[…],…]  mat[[[…],…],…]', 'generators by images ±1, ±2, … of axes, or by matrices', [
      'signed[[2,-1]]',
      'mat[[[0,-1],[1,0]]]',
    ]),
    entry('G:perm[…]', 'the subgroup of G that elements generate', [
      'Z(6):perm[[2,3,4,5,0,1]]',
      'S(4):perm[(0 1)]',
    ]),
    entry('AxB A×B', 'direct product', ['Z(3)xS(4)', 'SO(3)×S(5)']),
    entry('A wr B', 'wreath product, a copy of A for each point of B', [
      'S(5) wr Z(2)',
      '(Z(2) wr S(3))xZ(2)',
    ]),
    entry('SYMMETRY on grid(h,w)', 'turns C(2) C(4) and mirrors Dih(1) Dih(2) Dih(4) of a board', [
      'Dih(4) on grid(5,5)',
      'Dih(2) on grid(6,7)',
    ]),
    entry('PLANE GROUP on grid(h,w)', 'p1 p2 pm pmm cm cmm p4 p4m, where rows and columns go round', [
      'p4m on grid(6,6)',
      'p1 on grid(4,6)',
    ]),
    entry('AxB on grid(h,w)', 'A permutes the rows, B the columns', [
      'Z(5)xZ(5) on grid(5,5)',
      'S(3)xS(4) on grid(3,4)',
    ]),
    entry('… x flip', 'with an exchange of colours', ['Dih(4) on grid(5,5) x flip']),
  ],
  notes: [
    'A number in parentheses is on points or on the plane, one without is in space: D(4) acts on ℝ², Dih(4) on 4 points, D4 on ℝ³; S(4) permutes 4 points, S4 is the rotation–reflection of Schoenflies; O(3) is a Lie group, O the rotations of the cube.',
    'SO3, SU2, A5, Z8, Dih4 are understood, as no other group is called so; S5, D_4 and C_4 are answered by what they may mean.',
    'On a grid, C(n) turns and Dih(n) has mirrors, D(n), D4 and C4 being those of the plane; a product permutes rows and columns. “on” takes all of the product before it, “x” after it goes on.',
    'Main axes are z; trigonal groups have [111]. Settings of a class that differ by a turn about the axis, such as -42m and -4m2, are one group; 2mm, whose axis is x, is refused.',
    '“wr” binds more than “x”; parentheses group. Points, rows and columns are 0-based.',
  ],
})

/** Texts of representations, as `parseRepresentation` reads them. */
export const representationGrammar: RepresentationGrammar = frozen({
  entries: [
    of('S(4)', 'V', 'the base representation: points, or the matrices themselves', ['V']),
    of('GL(3)', 'V*', 'its dual', ['V*', '(V+V*)*']),
    of('O(3)', 'T(p,q)', 'tensors: p times V and q times V*; T(0) the trivial one', [
      'T(2)',
      'T(1,1)',
      'T(0)',
    ]),
    of('O(3)', 'Sym(A,k) Alt(A,k)', 'symmetric and alternating powers', ['Sym(V,2)', 'Alt(V,2)']),
    of('S(4)', 'A+B', 'direct sum', ['V+T(2)']),
    of('S(4)', 'A*B n*A', 'tensor product, or n copies', ['V*V', '10*V+5*T(2)', '2*(V+T(2))']),
    of('S(4)', 'A^k', 'tensor power', ['V^2', '(V+T(0))^2']),
    of('O(3)xS(4)', 'V_a V_b', 'base representations of the factors of a product', ['V_a*V_b+V_b']),
    of('O(3)', 'pseudo', 'pseudoscalars, det V', ['pseudo', 'pseudo*T(2)']),
    of('O(3)', 'axial', 'axial vectors, det·V', ['axial', '3*V+2*axial']),
    of('O(3)xS(4)', 'pseudo_a axial_a', 'the same of a factor', ['pseudo_a', 'axial_a*V_b']),
    of('S(4)', 'R', 'the regular representation of a finite group', ['R']),
    of('Oh', 'P', 'permutations of the points of a finite group', ['P']),
    of('Dih(4) on grid(3,3) x flip', 'P_a P_b', 'the same of a factor: planes of two colours', ['P_b*V_a']),
    of(
      'Oh',
      'A1g T2u …',
      "the irreducible ones of a point group by Mulliken’s names; E′ and E″ also E' and E''",
      ['A1g', 'V*T2u+Eg'],
    ),
    of('S(3)', 'Q[[…]] Ind([[…]],A)', 'cosets of the subgroup that elements generate; induced from it', [
      'Q[[1,0,2]]',
      'Ind([[1,0,2]],V)',
    ]),
    of('Z(4)', 'M[[[…]]] A[[…]]', 'one matrix, or one permutation, a generator', ['M[[[-1]]]', 'A[[1,0]]']),
  ],
  notes: ['A star before a factor is the tensor product, any other star the dual.'],
})

function entry(form: string, meaning: string, examples: readonly string[]): GrammarEntry {
  return { form, meaning, examples }
}

function of(group: string, form: string, meaning: string, examples: readonly string[]) {
  return { group, form, meaning, examples }
}

/** The same value with all its parts frozen. */
function frozen<G extends Grammar>(grammar: G): G {
  for (const each of grammar.entries) Object.freeze(Object.freeze(each).examples)
  Object.freeze(grammar.entries)
  Object.freeze(grammar.notes)
  return Object.freeze(grammar)
}
