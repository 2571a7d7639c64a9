package io.braid.protocol.crypto;

/**
 * The constants of Poseidon2 over KoalaBear at width 16, as canonical field elements.
 *
 * <p>The round constants are those that the Grain LFSR of the Poseidon2 paper (Grassi,
 * Khovratovich, Schofnegger, eprint 2023/323) gives for a prime field of 31 bits, S-box exponent 3
 * and 8 full rounds; they, and the diagonal, are the ones that Plonky3 publishes
 * (koala-bear/src/poseidon2.rs at 5dc50e5). A test compares the table with that publication and its
 * known answer.
 */
final class Poseidon2Constants {

  static final int WIDTH = 16;

  /** Rows are rounds, columns the elements of the state. */
  static final int[][] EXTERNAL_INITIAL = {
    {
      2128964168,
      288780357,
      316938561,
      2126233899,
      426817493,
      1714118888,
      1045008582,
      1738510837,
      889721787,
      8866516,
      681576474,
      419059826,
      1596305521,
      1583176088,
      1584387047,
      1529751136
    },
    {
      1863858111,
      1072044075,
      517831365,
      1464274176,
      1138001621,
      428001039,
      245709561,
      1641420379,
      1365482496,
      770454828,
      693167409,
      757905735,
      136670447,
      436275702,
      525466355,
      1559174242
    },
    {
      1030087950,
      869864998,
      322787870,
      267688717,
      948964561,
      740478015,
      679816114,
      113662466,
      2066544572,
      1744924186,
      367094720,
      1380455578,
      1842483872,
      416711434,
      1342291586,
      1692058446
    },
    {
      1493348999,
      1113949088,
      210900530,
      1071655077,
      610242121,
      1136339326,
      2020858841,
      1019840479,
      678147278,
      1678413261,
      1361743414,
      61132629,
      1209546658,
      64412292,
      1936878279,
      1980661727
    }
  };

  /** One for each internal round, added to element 0. */
  static final int[] INTERNAL = {
    1423960925, 2101391318, 1915532054, 275400051, 1168624859, 1141248885, 356546469, 1165250474,
    1320543726, 932505663, 1204226364, 1452576828, 1774936729, 926808140, 1184948056, 1186493834,
    843181003, 185193011, 452207447, 510054082
  };

  /** Rows are rounds, columns the elements of the state. */
  static final int[][] EXTERNAL_FINAL = {
    {
      1139268644,
      630873441,
      669538875,
      462500858,
      876500520,
      1214043330,
      383937013,
      375087302,
      636912601,
      307200505,
      390279673,
      1999916485,
      1518476730,
      1606686591,
      1410677749,
      1581191572
    },
    {
      1004269969,
      143426723,
      1747283099,
      1016118214,
      1749423722,
      66331533,
      1177761275,
      1581069649,
      1851371119,
      852520128,
      1499632627,
      1820847538,
      150757557,
      884787840,
      619710451,
      1651711087
    },
    {
      505263814,
      212076987,
      1482432120,
      1458130652,
      382871348,
      417404007,
      2066495280,
      1996518884,
      902934924,
      582892981,
      1337064375,
      1199354861,
      2102596038,
      1533193853,
      1436311464,
      2012303432
    },
    {
      839997195,
      1225781098,
      2011967775,
      575084315,
      1309329169,
      786393545,
      995788880,
      1702925345,
      1444525226,
      908073383,
      1811535085,
      1531002367,
      1635653662,
      1585100155,
      867006515,
      879151050
    }
  };

  /**
   * The diagonal V of the internal matrix J + diag(V): element i is {@code numerator / 2^exponent}.
   * J is the matrix of ones.
   */
  static final int[] DIAGONAL_NUMERATORS = {-2, 1, 2, 1, 3, 4, -1, -3, -4, 1, 1, 1, -1, -1, -1, -1};

  /** The powers of two below {@link #DIAGONAL_NUMERATORS}. */
  static final int[] DIAGONAL_EXPONENTS = {0, 0, 0, 1, 0, 0, 1, 0, 0, 8, 3, 24, 8, 3, 4, 24};

  private Poseidon2Constants() {}
}
