/** Water, rock salt and caesium chloride in files of three formats. */
export const WATER = '3\n\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n'
export const ROCKSALT = `data_salt
_cell_length_a 5.64 _cell_length_b 5.64 _cell_length_c 5.64
_cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
loop_ _space_group_symop_operation_xyz 'x,y,z' 'x,y+1/2,z+1/2' 'x+1/2,y,z+1/2' 'x+1/2,y+1/2,z'
loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
Na1 0 0 0
Cl1 0.5 0.5 0.5
`
export const POSCAR = 'CsCl\n1.0\n4.12 0 0\n0 4.12 0\n0 0 4.12\nCs Cl\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n'
